"""From sound to what was heard in it: while it is spoken, from a file, in this process or in one of its own."""

"""Who is called, and whether: cards for the programs one may call, and the match's rule on contact."""

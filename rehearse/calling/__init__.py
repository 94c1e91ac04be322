"""A mock call with sound: the other side speaks over the loudspeaker, the applicant answers into the microphone.

`rehearse.call` decides what is said; here it is spoken, the answer is heard, and the turns are taken. Nothing knows Qt:
a window (or a test with a clock turned by hand) calls `Conductor.tick` again and again and reads what happened.
"""

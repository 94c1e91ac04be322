"""What is said: sentences whose clauses are divided by bars, where a speaker may hesitate."""

from __future__ import annotations

CALLS = (
    "Good morning | my name is Maya Okafor | and I am a fourth year student at Lakeshore",
    "I applied through SOAP | to the internal medicine program | at Riverbend Medical Center",
    "I wanted to call because | your residents run an evening clinic | for farm workers",
    "I helped to run one like it | for two years | and I would like to continue that work",
    "In the winter | I had a month on the wards | with six patients of my own each day",
    "My attending | asked me to teach the younger students | about reading an electrocardiogram",
    "I also worked | in a small hospital near my home town | during the summer",
    "I really like | the way that your program | looks after its residents",
    "Is there anything else | that you need from me | to complete my file",
    "I would be grateful | to be considered for an interview",
    "I can send you | a letter from the chair of medicine | this afternoon",
    "I did not match | because I applied to very few programs | and I have learned from it",
    "After that | I went back to pediatrics | and then I had a research month",
    "We made a poster | about discharge letters | and showed it in Chicago",
    "I know that you are busy | so I will be brief",
    "Thank you so much | for your time today",
)

EVERYDAY = (
    "Yesterday | we drove out to the lake | and the weather was much better than we thought",
    "The first thing | that I noticed about the house | was the old wooden door",
    "My brother lives in Boston | and he comes to see us | every second weekend",
    "They told us | to wait in the corridor | until somebody called our number",
    "I think | the train leaves at seven | but I should look that up again",
    "She bought a bicycle | from a man who lived across the street | for forty dollars",
    "If it rains tomorrow | we can always go to the museum | or stay at home and cook",
    "The problem was | that nobody had told the driver | where he should turn",
    "There is a small bakery | behind the station | that opens very early",
    "When I was a child | we used to walk to school | through the park",
    "He said | that the meeting had been moved | to Thursday afternoon",
    "What I remember best | is the sound of the water | under the bridge",
    "It took us three hours | to find a place | where we could leave the car",
    "The teacher asked | whether anybody had read the book | and nobody raised a hand",
    "You could see the mountains | from the kitchen window | on a clear day",
    "We have decided | to paint the whole room yellow | before the baby comes",
)

DRAWN = ("and", "so", "the", "but", "I", "to")
"""Words that people draw out while they think."""

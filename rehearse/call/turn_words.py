"""The words by which a turn is judged to be whole or hanging; see `turn_end`."""

from __future__ import annotations

from rehearse.phrases.word_set import word_set

HANGING = word_set(
    "and but or nor so because since if when while although though unless until whether that which who whom whose",
    "as than a an the to of for in at from with without on about by through into onto during between under over",
    "near after before my your our their his its this these those some any every each another am is are was were be",
    "where been being have has had will would can could should shall may might must do does did not i'm i've i'd",
    "i'll we're we've you're they're it's that's there's he's she's what's i we they he she very really just also",
    "even still only quite too please like well actually basically mean id aamc eras's number plus including",
    "especially such both either want need wanted needed going trying hoping wondering told gave give take",
    "bring asked grew chose how why what said thought made send treat offer carry provide received welcome prefer",
    "appreciate mention enjoy get use find",
)
WHOLE_ENDINGS = {
    "want": word_set("you they we i'd"),
    "need": word_set("you they we might may will"),
    "needed": word_set("you they is are if as was"),
    "going": word_set("keep get am i'm"),
    "how": word_set("that's know is"),
    "why": word_set("that's know is say"),
    "what": word_set("so know matter say"),
    "said": word_set("i you he she they that's as is"),
    "thought": word_set("i that's what"),
    "asked": word_set("you i be they"),
    "told": word_set("was been i'm you"),
    "made": word_set("was been is choice"),
    "take": word_set("i'd i'll would will i"),
    "so": word_set("think hope guess suppose say believe"),
    "that": word_set("understand know see appreciate like do for about respect than to of with"),
    "to": word_set("love happy glad willing able"),
    "not": word_set("why hope guess sure course suppose probably certainly if or"),
    "too": word_set("me you here there that it medicine program"),
    "please": None,
    "well": None,
    "still": None,
    "before": word_set("there here you this never year week"),
    "after": word_set("year week day month soon shortly"),
    "through": word_set("put me it"),
    "over": None,
    "since": word_set("ever well there here improved passed"),
    "about": word_set("is it's"),
    "this": word_set("like do about of for"),
    "these": word_set("like of"),
    "number": word_set("phone wrong the same this id right"),
    "welcome": word_set("you're are very most your always"),
    "appreciate": word_set("that it"),
    "prefer": word_set("you i they"),
    "use": word_set("of any no in can could"),
    "find": word_set("can could i you to"),
    "get": word_set("can could i you"),
    "offer": word_set("an the your this that to"),
    "received": word_set("was were been be is are"),
    "treat": word_set("to i we you that"),
    "he": word_set("was is than"),
    "where": word_set("any some else"),
    "near": word_set("live lives lived is are very quite somewhere anywhere"),
    "on": word_set("go moving going later from"),
    "in": word_set("come applied sent handed put"),
    "by": word_set("close near"),
}
"""Words that mostly hang, but end a sentence behind these others; None: behind any."""

HANGING_QUESTION = word_set("and but or because if whether the a an my your our their his than every where which who")
"""These hang although the recogniser heard a question."""

SAYING = word_set("think believe feel")

AUXILIARIES = word_set("am is are was were have has had will would can could should do does did may might must")
SUBJECTS = word_set("i we they he she it that there you")
REPLIES = word_set("yes yeah yep no nope sure certainly absolutely")
SHORT = word_set("do did would can could")
ALONE_OPEN = word_set("yes yeah yep no nope okay ok sure right well so hello hi hey absolutely certainly oh alright um")
CLOSINGS = (
    *("thank you", "thanks", "bye", "goodbye", "good day", "nice day", "great day", "good week", "take care"),
    *("good luck", "your time", "this week", "so much", "very much"),
)
THINKING = (
    *("let me see", "let me think", "let me check", "let me look", "let me start over", "one second", "one moment"),
    *("a moment", "a second", "hold on", "just a minute", "how do i say", "what was it"),
)
NAMING = ("name is", "this is", "i'm", "i am")
PHONE_WORDS = word_set("phone cell number reach mobile call")

VERBS = word_set(
    "am is are was were be been have has had will would can could should do does did may might must i'm i've i'd",
    "i'll it's that's there's he's she's what's we're we've you're they're my's name's don't didn't isn't aren't",
    "wasn't can't couldn't wouldn't won't haven't hasn't say says said go goes went gone come comes came get gets",
    "got make makes made take takes took see sees saw know knows knew think thinks thought look looks want wants",
    "give gives gave use find finds found tell tells told ask asks feel feels felt leave leaves left keep keeps",
    "kept let lets begin began show shows hear hears heard run runs ran move live lives lived believe hold holds",
    "held bring brings brought write writes wrote sit stand lose lost pay meet met include continue set learn",
    "learned learnt lead led understand understands understood speak speaks spoke read allow spend spent grow grew",
    "walk win offer offers remember love loves like likes appreciate apply applies applied pass passed fail failed",
    "work works worked train trained study studied teach taught hope hopes send sends sent wait need needs call",
    "calls called return put mean means meant choose chose start started stop stopped help helps helped try tried",
    "change changed became become becomes drew draw draws fits matter matters sounds seems seem happened let's",
    "suppose guess promise thank follow follows followed treat carried carry saw drove took cost care cares draws",
    "drive includes answer reach reached join joined stay stays stayed lies lay makes built build serve serves",
    "welcome rotate rotated explain prefer wish remains belong belongs happens happen takes reviewed review value",
    "values thanks teaches taught finish finished graduate caught swear repeat begins ends end ended",
    "opened open won lasts plan plans",
    "we'll you'll they'll he'll she'll it'll we'd you'd they'd that'll who's",
)
"""Common verbs; a sentence without any, and without one in -ed, has probably only begun."""

COUNTS = word_set("one two three four five six seven eight nine ten twelve fifteen twenty thirty forty fifty hundred")
"""Behind these something is mostly counted, except behind `NUMBERED`."""

NUMBERED = word_set("step level part phase pgy round year at by until before after only just was is take top")

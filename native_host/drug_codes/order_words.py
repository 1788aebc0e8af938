"""The words of French medication orders and of the public table's abbreviated labels, as data.

All are folded: lower case, no accents ("gél" is read as "gelu" before, to tell it from a gel).
"""

from functools import cache
from os.path import dirname, join

# Unit → dimension, and its size in the dimension's smallest unit.
UNITS = {
    **dict.fromkeys(("ng", "nanog", "nanogramme", "nanogrammes"), ("ng", 1)),
    **dict.fromkeys(("ug", "mcg", "microg", "microgr", "microgramme", "microgrammes", "gamma"), ("ng", 10**3)),
    **dict.fromkeys(("mg", "mgr", "milligramme", "milligrammes"), ("ng", 10**6)),
    **dict.fromkeys(("g", "gr", "gramme", "grammes"), ("ng", 10**9)),
    **dict.fromkeys(("ui", "u", "iu", "u.i.", "u.i", "unite", "unites"), ("ui", 1)),
    **dict.fromkeys(("mui", "mu", "m ui", "m.ui", "millions ui", "millions d'ui", "million ui"), ("ui", 10**6)),
    **dict.fromkeys(("ml", "millilitre", "millilitres", "cc"), ("ul", 10**3)),
    "cl": ("ul", 10**4),
    **dict.fromkeys(("l", "litre", "litres"), ("ul", 10**6)),
    **dict.fromkeys(("%", "pour cent", "p.cent", "pc"), ("percent", 1)),
    "mmol": ("mmol", 1),
    "meq": ("meq", 1),
    "kcal": ("kcal", 1),
    **dict.fromkeys(("mbq",), ("mbq", 1)),
    **dict.fromkeys(("gbq",), ("mbq", 10**3)),
}

# What a word says of the form: its kind first, then the broader ways to take it.
_FORMS = {
    "cpr oral": "cpr cprs cp cps comp comprime comprimes tab tabs cpe",
    "gelu oral": "gelu gelus gelul gelule gelules gell",
    "caps oral": "caps capsule capsules",
    "sachet oral": "sach sachet sachets sachdose sacdos stick sticks sch",
    "liquid oral": "buv buvable buvables sirop sir susp gtt gtte gttes gouttes goutte goutt gtes fv"
    " cuillere mesure pipette",
    "inj": "inj inject injectable injection injections amp ampoule ampoules flacon fl srg ser sering seringue seringues"
    " stylo stylos styl sty cart cartouche perf sc iv im ivd ivl ivse pse ivsc s/c i.v. i.m. s.c. poche poch bolus"
    " intraveineuse intraveineux sous-cutanee cutanee seringueelectrique lyoph p s",
    "patch": "patch patchs patches trans transderm transdermique transdermiques timbre disptrans disp",
    "supp": "supp suppo suppos suppositoire suppositoires rectal rect",
    "eye": "collyre coll ophtalmique opht unidose",
    "skin": "pommade pom pde creme crem cr topique locale lotion lot emulgel",
    "skin gelu": "gel",
    "inhaled": "inh inhal inhalation inhalations aerosol aero aer bouffee bouffees spray spr inhalateur nebu"
    " nebulisation neb nebuliseur susinh",
    "nose": "nas nasal nasale nasales",
    "vaginal": "ovule ovules vag vaginal vaginale",
    "implant": "implant implants",
    "oral": "po os peros",
}
FORMS = {word: tuple(kinds.split()) for kinds, words in _FORMS.items() for word in words.split()}

# What changes the drug within its form: two labels that differ by one of these are two different drugs.
_MODIFIERS = {
    "eff": "eff effer efferv effervescent effervescents",
    "orodisp": "orodisp odis orodispersible orodispersibles orod oro od lyoc lyo lyophilisat velotab flas",
    "lp": "lp retard xr er lm prolongee",
    "subling": "subling sublingual sublinguale subl slg",
    "chewed": "croq croquer macher mach",
    "gastro": "gastro gastror gastroresistant gastroresistante gr",
}
MODIFIERS = {word: modifier for modifier, words in _MODIFIERS.items() for word in words.split()}

# Ward shorthand → what it stands for, in the words of the labels.
SHORTHAND = {
    "nacl": "sodium chlorure",
    "kcl": "potassium chlorure",
    "serum phy": "sodium chlorure 0,9%",
    "serum physio": "sodium chlorure 0,9%",
    "serum physiologique": "sodium chlorure 0,9%",
    "g2,5": "glucose 2,5%",
    "g5": "glucose 5%",
    "g10": "glucose 10%",
    "g30": "glucose 30%",
    "mgso4": "magnesium sulfate",
    "amox": "amoxicilline",
    **{
        f"vit {which}": f"vitamine {which}" for which in ("a", "b1", "b6", "b9", "b12", "c", "d", "d2", "d3", "e", "k1")
    },
}


@cache
def not_a_name() -> frozenset[str]:
    """Return the words of orders and notes that never name a drug by themselves."""
    with open(join(dirname(__file__), "not_drug_names.txt"), encoding="utf-8") as file:
        return frozenset(word for line in file if not line.startswith("#") for word in line.split())

MODELS = [
    "area",
    "dispute",
    "disruptionfigure",
    "event",
    "evidence",
    "hospital",
    "measure",
    "source",
    "staffgroup",
    "strike",
    "trust",
    "union",
]

"""Charts for readers: which figures may be compared, and what is drawn, said and listed of them.

All start from rows of `PublicFigure.objects.live(at).standing()`; the drawings are `lib.svg`'s.
"""

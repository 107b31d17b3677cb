# concept: lamda
# prefix: [ground-number, ground-claim]
# description: Puts the number of a retrieved fact into a claim, with its source
# position: statement

# --- setup
import re

# --- snippet
def ground_number(claim, fact, source):
    """The claim with the number of the fact whose neighbours fit best, and the source; unchanged without a number."""
    def numbers(text):
        words = [word.strip(".,;:?!").lower() for word in text.split()]
        padded = ["", *words, ""]
        return [(w, padded[i], padded[i + 2]) for i, w in enumerate(words) if re.fullmatch(r"\d+(\.\d+)?", w)]

    own, found = numbers(claim), numbers(fact)
    if not own or not found:
        return claim, None
    _, before, behind = own[0]
    best = max(found, key=lambda n: (n[1] == before != "") + 2 * (n[2] == behind != ""))
    return re.sub(r"\d+(\.\d+)?", best[0], claim, count=1), source

# --- test
fact = "Mount Everest is 8849 metres high."
assert ground_number("Mount Everest is 8500 metres high.", fact, "everest") == ("Mount Everest is 8849 metres high.", "everest")
tower = "The Eiffel Tower was opened in 1889 and is 330 metres tall."
assert ground_number("The Eiffel Tower is 300 metres tall.", tower, "paris")[0] == "The Eiffel Tower is 330 metres tall."
assert ground_number("The Eiffel Tower was opened in 1901.", tower, "paris")[0] == "The Eiffel Tower was opened in 1889."
assert ground_number("Paris is beautiful.", tower, "paris") == ("Paris is beautiful.", None)

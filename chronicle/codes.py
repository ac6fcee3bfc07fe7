"""Every error code: what it means and what an editor does about it.

Messages, `docs/errors.md` and the formats of `check` are made from this one
table. A code never changes its meaning; one that is no longer used stays out.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Code:
    meaning: str
    """What is wrong, for the documentation."""
    advice: str
    """What to do about it."""
    severity: str = "error"


CODES: dict[str, Code] = {
    # files
    "bad-encoding": Code("The file is not UTF-8 text.", "Save it again as UTF-8."),
    "control-character": Code(
        "A control or private-use character stands in the file.",
        "Delete it; it is invisible in most editors.",
    ),
    "empty-file": Code("The file has nothing in it.", "Write the note, or delete the file."),
    "file-too-large": Code("A note is larger than 256 kB.", "Split it, or move what is long elsewhere."),
    "no-front-matter": Code(
        "The file does not begin with a line `---`.", "Begin with `---`, the fields, and `---` again."
    ),
    "unclosed-front-matter": Code(
        "The front matter begins with `---` and never ends.",
        "Write `---` on a line of its own after the last field.",
    ),
    "outside-folder": Code(
        "A symbolic link leads out of the content folder.", "Put the file itself into the content folder."
    ),
    "unreadable": Code("The file cannot be read.", "Look at its permissions, or at where its link leads."),
    "linked-folder": Code("A symbolic link leads to a folder.", "Delete the link; each note has one place."),
    "data-too-large": Code("A file of `map/` or `images/` is larger than 16 MB.", "Make it smaller."),
    "unknown-folder": Code(
        "The folder is none of the kinds of note.", "Move the note to a folder of the content model."
    ),
    "bad-file-name": Code(
        "The file name gives no slug.", "Use lower-case letters, digits and hyphens, beginning with a letter."
    ),
    "case-clash": Code(
        "Two file names differ only in case.", "Rename one; some systems cannot tell them apart."
    ),
    "duplicate-slug": Code(
        "Two notes of one kind have the same slug, or two places another slug in common.",
        "Rename one of them, or take the slug out of one's `other_slugs`.",
    ),
    # YAML
    "yaml-syntax": Code(
        "The front matter is not YAML.", "Look at the line that is named, and the one above it."
    ),
    "yaml-tab": Code("A tab stands where YAML wants spaces.", "Indent with spaces."),
    "yaml-duplicate-key": Code("A field stands twice in one mapping.", "Keep one of the two."),
    "yaml-too-deep": Code("The front matter is nested more than eight levels deep.", "Write it flatter."),
    "yaml-alias": Code(
        "YAML's anchors, aliases and merge keys are not read.", "Write the value out where it is used."
    ),
    "yaml-tag": Code("YAML's tags are not read.", "Write the plain value."),
    "yaml-key": Code("The name of a field is not plain text.", "Give the field one of its names."),
    "not-a-mapping": Code(
        "The front matter is not a list of fields.", "Write `name: value`, a field a line."
    ),
    # fields
    "unknown-field": Code("The field does not exist here.", "Look at the spelling, or remove it."),
    "missing-field": Code("A field that must be there is missing.", "Add it."),
    "empty-field": Code("A field has a name and no value.", "Write the value, or remove the line."),
    "wrong-type": Code("A value has another form than the field wants.", "Write it in that form."),
    "bad-value": Code("The value is not one that the field takes.", "Choose one that may stand here."),
    "bad-date": Code("The date is not an EDTF date of level 0 or 1.", "Write it as `docs/dates.md` shows."),
    "bad-number": Code(
        "The number is not a plain decimal.", "Write digits, and a point where one is needed: `96.5`."
    ),
    "bad-address": Code(
        "The address is not one that may stand here.", "Begin it with `https://` or `http://`."
    ),
    "bad-slug": Code("This is not a slug.", "Use lower-case letters, digits and hyphens."),
    "unknown-word": Code(
        "The word is not declared in `site.yaml`.", "Use one that is declared there, or declare it."
    ),
    # references
    "unknown-event": Code("There is no such event.", "Look at the spelling, or add a note in `events/`."),
    "unknown-place": Code("There is no such place.", "Look at the spelling, or add a note in `places/`."),
    "unknown-actor": Code("There is no such actor.", "Look at the spelling, or add a note in `actors/`."),
    "unknown-operation": Code(
        "There is no such operation.", "Look at the spelling, or add a note in `operations/`."
    ),
    "unknown-measure": Code(
        "There is no such measure.", "Look at the spelling, or add a note in `measures/`."
    ),
    "unknown-source": Code(
        "There is no such source.",
        "Write the source in place (an `id` and its other fields), or add a note in `sources/`.",
    ),
    "unknown-scope": Code(
        "The measure has no such scope.", "Use one of the measure's `scopes`, or add it there."
    ),
    "unknown-link": Code("A link leads to a note or address that is not there.", "Look at the spelling."),
    "link-to-draft": Code(
        "Something published refers to a draft.", "Publish the draft, or leave the reference out for now."
    ),
    "no-source": Code("Nothing unsourced is published.", "Add at least one source."),
    "duplicate-source": Code(
        "A source is written twice.",
        "Keep it once: in place where one note uses it, else as a note in `sources/`.",
    ),
    "source-in-place-elsewhere": Code(
        "A source written in place in one note is used by another.",
        "Move it to a note of its own: `python build.py new source --from EVENT ID`.",
    ),
    "unlisted-source": Code(
        "A source is cited, or a figure rests on one, that the note does not list.",
        "Add it to the note's `sources`.",
    ),
    "repeated-item": Code("The same thing stands twice in a list.", "Keep it once."),
    "duplicate-address": Code("Two notes claim one address.", "Change the slug or the alias of one of them."),
    "no-colour": Code("An actor holds a place and has no colour.", "Give the actor's note a `colour`."),
    "loop": Code("Things contain each other in a circle.", "Correct `parent` or `within` in one of them."),
    # prose
    "prose-too-long": Code("The prose is longer than 64 kB.", "Split the note."),
    "paragraph-too-long": Code("A paragraph is longer than 16 kB.", "Break it with blank lines."),
    "too-many-brackets": Code(
        "A paragraph has more than 200 opening brackets, or the text more than 2,000.",
        "Break it with blank lines, or split the note.",
    ),
    "prose-too-deep": Code(
        "Quotations, lists or definitions in prose stand too deep within one another.", "Write it flatter."
    ),
    "raw-html": Code("HTML tags are not read in prose.", "Write Markdown; an angle bracket as `&lt;`."),
    "bad-link": Code(
        "A link goes elsewhere than to http, https, mailto or an address of this site.",
        "Give a whole address, or link with `[[slug]]`.",
    ),
    "bad-citation": Code("A citation cannot be read.", "Write `[@source-id]` or `[@one, p. 4; @two]`."),
    "bad-wikilink": Code(
        "A link in double brackets cannot be read.", "Write `[[slug]]` or `[[places/slug|words]]`."
    ),
    "ambiguous-list": Code(
        "A list is written so that Markdown's readers, your preview and this site, take it differently.",
        "Leave a blank line before it, begin items with `- ` or `1. `, indent what is within by four spaces.",
    ),
    "bad-footnote": Code(
        "A footnote is marked and not written, written and not marked, or written twice.",
        "Mark it with `[^1]` and write it on a line that begins with `[^1]:`.",
    ),
    "image-in-prose": Code("Pictures do not stand in prose.", "Use the event's `image` field."),
    # evidence
    "control-contradiction": Code(
        "Who held a place before does not follow from the events.",
        "Look at the entry that is named, and correct this one or that one.",
    ),
    "missing-against": Code(
        "A place is contested or besieged and nothing says by whom.",
        "Add `against`, a list of the actors inside or around.",
        "warning",
    ),
    "already-held": Code(
        "A place comes to somebody who holds it already.",
        "Leave the entry out, or add the event by which the place was lost in between.",
        "warning",
    ),
    "two-holders": Code(
        "On one day a place comes to two holders, and neither has it from the other.",
        "Say with `taken_from` in which order, or correct one of the two.",
    ),
    "endless-fight": Code(
        "A place is contested or besieged, and no event tells how that ended.",
        "Add the event, or say why the end is not known.",
        "warning",
    ),
    "no-late-source": Code(
        "No source of an event is as late as the event.",
        "Correct the date of one of them, or add a source that reports the event.",
    ),
    "figure-after-source": Code(
        "A figure counts for a day after its source came out.",
        "Correct one of the dates, or name the source that has the figure.",
    ),
    "unexplained-jump": Code(
        "What one claimant says of a stock leaps within months, and no event in between explains it.",
        "Correct the number, give what is counted differently another `scope`, or add what happened.",
        "warning",
    ),
    "outside-operation": Code(
        "An event has no day in common with its operation.",
        "Correct one of the dates, name another operation, or say why the event belongs there.",
        "warning",
    ),
    "outside-country": Code(
        "A place lies nowhere near its country.",
        "Correct the sign of a coordinate, exchange the two, or correct the country.",
        "warning",
    ),
    "same-event": Code(
        "Two events look the same.",
        "Keep one and withdraw the other, or make their titles say what sets them apart.",
        "warning",
    ),
    "one-source": Code(
        "An event of importance 3 rests on one source.",
        "Add one that is independent of it, or lower the importance.",
        "warning",
    ),
    "confirmed-by-winner": Code(
        "An event is `confirmed`, and all of its sources speak for the side that gains by it.",
        "Add an independent source, or write `certainty: claimed`.",
        "warning",
    ),
    "one-origin": Code(
        "An event is `confirmed`, and all of its sources go back to one agency, actor or publisher.",
        "Add an independent source, or write `certainty: claimed`.",
        "warning",
    ),
    "one-sided": Code(
        "An event is `confirmed` or `disputed`, and all of its sources speak for one side.",
        "Add a source of another side or of none, or write `certainty: claimed`.",
        "warning",
    ),
    "orphan": Code("No note names this place, actor or source.", "Use it, or delete the note.", "warning"),
    "untraceable-source": Code(
        "A source has neither an address nor a publisher, so nobody can find it.",
        "Add `url` or `publisher`.",
        "warning",
    ),
    "dating-word": Code(
        "A word means another time whenever it is read, such as “now”.",
        "Write the day, the month or the year that is meant. Which words these are says `site.yaml`.",
        "warning",
    ),
    "loaded-word": Code(
        "A word takes a side.",
        "Write what `site.yaml` gives in its place, or quote who says it.",
        "warning",
    ),
    # form
    "to-do": Code(
        "Something is left to be written in a note that is published.",
        "Write it and remove the word TODO; until then the note can be a draft (`status: draft`).",
    ),
    "not-canonical": Code(
        "A note is not in the one form in which all are kept, so that a change shows as what it is.",
        "Run `python build.py format` with the name of the file.",
        "warning",
    ),
    "unknown-rule": Code(
        "A note silences what is no warning of a rule; errors cannot be silenced.",
        "Correct the name, or remove the item.",
        "warning",
    ),
    "needless-silence": Code(
        "A note silences a warning that there is not.", "Remove the item from `silenced`.", "warning"
    ),
    # addresses
    "bad-lock-line": Code(
        "A line of `addresses.lock` is not the address of a page.",
        "Write one address a line, `/events/a-slug/`; delete what git has left of a conflict.",
    ),
    "lost-address": Code(
        "An address that was published would lead nowhere.",
        "Add it to the `aliases` of the note that tells it now, or bring the note back with `withdrawn`.",
    ),
    # site
    "bad-map": Code(
        "A file of the map is missing or is not TopoJSON.", "Correct the name in `site.yaml`, or the file."
    ),
    "site-missing": Code("There is no `site.yaml`.", "Write one; `docs/new-chronicle.md` shows how."),
}


def advice_on(code: str) -> str:
    """What the table says to do about it, as the end of a sentence that names the problem."""
    advice = CODES[code].advice.rstrip(".")
    return advice[:1].lower() + advice[1:]

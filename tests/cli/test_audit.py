"""keyholder audit."""

from tests.stage import create_key


def test_the_head_in_words_and_as_json(keyholder, services):
    head = services.checks.head()
    answer = keyholder.opened("audit", "head")
    assert answer.code == 0
    assert answer.out.startswith(" ".join(head.words))
    assert keyholder.opened("audit", "head", "--json").json == {
        "entries": head.entries,
        "hash": head.hash,
        "words": list(head.words),
    }


PERIOD = ("audit", "evidence", "--from", "2026-06-01", "--to", "2026-06-30")


def test_evidence_is_written_as_a_page_or_paper(keyholder, services, tmp_path):
    create_key(services, "Koha")
    page, paper = tmp_path / "june.html", tmp_path / "june.pdf"
    answer = keyholder.opened(*PERIOD, "--output", str(page))
    assert (answer.code, answer.told()) == (0, f"Written: {page}")
    assert "Koha" in page.read_text(encoding="utf-8")
    assert keyholder.opened(*PERIOD, "--output", str(paper)).code == 0
    assert paper.read_bytes().startswith(b"%PDF-")
    assert "Koha" in keyholder.opened(*PERIOD, "--output", "-").out
    [line] = keyholder.opened(*PERIOD, "--json").json["chapters"]["created"]
    assert (line["key"], line["told"], line["by"]) == ("Koha", "Created", "tester")


def test_another_ending_another_order_and_another_organisation_are_refused(
    keyholder, services, tmp_path
):
    answer = keyholder.opened(*PERIOD, "--output", str(tmp_path / "june.doc"))
    assert answer.code == 2
    assert ".pdf or .html" in answer.err
    answer = keyholder.opened(
        "audit", "evidence", "--from", "2026-07-01", "--to", "2026-06-30", "--output", "-"
    )
    assert answer.code == 2
    assert "The period ends before it begins." in answer.err
    assert keyholder.opened(*PERIOD).code == 2
    answer = keyholder.opened(*PERIOD, "--output", "-", "--organisation", "Nowhere")
    assert answer.code == 1

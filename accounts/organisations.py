"""The NHS organisations of Derby and Derbyshire that are there from the start."""

ICB = ("NHS Derby and Derbyshire Integrated Care Board", "Derby and Derbyshire ICB")
# Name, short name, kind.
ORGANISATIONS = (
    ("Chesterfield Royal Hospital NHS Foundation Trust", "Chesterfield Royal", "trust"),
    ("Derbyshire Community Health Services NHS Foundation Trust", "DCHS", "trust"),
    ("Derbyshire Healthcare NHS Foundation Trust", "Derbyshire Healthcare", "trust"),
    ("DHU Healthcare", "DHU", "urgent_care"),
    ("University Hospitals of Derby and Burton NHS Foundation Trust", "UHDB", "trust"),
    ("GP practice or primary care network in Derby and Derbyshire", "GP or PCN", "primary_care"),
)


def add_organisations(organisation_model) -> None:
    """Adds those that are missing. Takes the model, so that a migration can pass its own; may be run again."""
    name, short_name = ICB
    icb, _ = organisation_model.objects.get_or_create(name=name, defaults={"short_name": short_name, "kind": "icb"})
    for name, short_name, kind in ORGANISATIONS:
        organisation_model.objects.get_or_create(
            name=name, defaults={"short_name": short_name, "kind": kind, "icb": icb}
        )

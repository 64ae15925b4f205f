"""Which of one's own applications stand on which reference component of a view."""

from wiel.landscape import Landscape


def plotted(landscape: Landscape) -> dict[str, list[str]]:
    """Which applications serve each reference component, by the Object ID of the component (or its key without one)?

    Names in alphabetical order, each once; an application without a name goes by its product, else by its key. Give the answer
    to `drawing.svg`.

    >>> from wiel.samples import buurtschap
    >>> plotted(buurtschap())["cmp:gedeeld:bag"]
    ['Adressen', 'Adressen en gebouwen']
    """
    products = dict(landscape["products"].select("id", "name").iter_rows())
    names = {
        key: name or products.get(product) or key
        for key, name, product in landscape["applications"].select("id", "name", "product").iter_rows()
    }
    references = dict(landscape["components"].select("id", "reference").iter_rows())
    found: dict[str, set[str]] = {}
    for application, component in landscape["application_components"].select("application", "component").iter_rows():
        if application in names and component in references:
            found.setdefault(references[component] or component, set()).add(names[application])
    return {key: sorted(held) for key, held in found.items()}

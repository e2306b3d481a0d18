#!/bin/sh
# Makes dist/keyholder_VERSION_ARCHITECTURE.deb of the program that PyInstaller left in
# dist/keyholder. PyInstaller leaves OpenGL, X11 and the C library to the system.

set -eu
cd "$(dirname -- "$0")/.."

id=org.keyholder.Keyholder
version=$(sed -n 's/^version = "\(.*\)"/\1/p' pyproject.toml)
architecture=$(dpkg --print-architecture)
glibc=$(getconf GNU_LIBC_VERSION | cut -d ' ' -f 2)
tree=build/deb

put() {
    install -D -m 644 "$1" "$tree/$2"
}

rm -rf "$tree"
mkdir -p "$tree/opt" "$tree/usr/bin" "$tree/DEBIAN"
cp -a dist/keyholder "$tree/opt/keyholder"
ln -s /opt/keyholder/keyholder "$tree/usr/bin/keyholder"
put "resources/desktop/$id.desktop" "usr/share/applications/$id.desktop"
put "resources/desktop/$id.metainfo.xml" "usr/share/metainfo/$id.metainfo.xml"
put "resources/desktop/$id.svg" "usr/share/icons/hicolor/scalable/apps/$id.svg"
put LICENSE usr/share/doc/keyholder/copyright
chmod -R u=rwX,go=rX "$tree"

cat >"$tree/DEBIAN/control" <<END
Package: keyholder
Version: $version
Architecture: $architecture
Maintainer: Keyholder contributors <keyholder@localhost>
Installed-Size: $(du -sk "$tree" | cut -f 1)
Depends: libc6 (>= $glibc), libgl1, libegl1
Recommends: gnome-keyring | libsecret-daemon | kwalletmanager
Section: utils
Priority: optional
Description: offline inventory of an OpenAthens organisation's API keys
 Keyholder records what each API key may do, whose it is and when it stops
 working, and keeps the values sealed on this machine.
END

for check in "desktop-file-validate resources/desktop/$id.desktop" \
    "appstreamcli validate --no-net resources/desktop/$id.metainfo.xml"; do
    # a validator that is not installed is no reason to stop
    if command -v "${check%% *}" >/dev/null; then
        $check >&2
    fi
done

dpkg-deb --root-owner-group -Zxz --build "$tree" "dist/keyholder_${version}_$architecture.deb"

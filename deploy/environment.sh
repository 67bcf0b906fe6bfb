# Reads the settings of an installed portal, where nobody has set them already.
# shellcheck shell=bash

settings=${PORTAL_ENVIRONMENT:-/etc/portal/environment}
if [[ -z ${DATABASE_URL:-} && -r $settings ]]; then
    set -a
    # shellcheck disable=SC1090 # a file of the machine
    source "$settings"
    set +a
fi

"""A second reader of ticket codes, written from docs/ticket-codes.md and sharing nothing with the product.

stdin: {"keys": [JWK...], "codes": [text...]}; stdout: one JSON verdict per code.
"""

import base64
import hashlib
import json
import sys

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"


def base45(text):
    out = bytearray()
    for at in range(0, len(text), 3):
        group = [ALPHABET.index(character) for character in text[at : at + 3]]
        number = sum(digit * 45**place for place, digit in enumerate(group))
        out += number.to_bytes(2 if len(group) == 3 else 1, "big")
    return bytes(out)


def verdict(text, keys):
    try:
        if len(text) != 154 or text[:4] != "ONS:":
            raise ValueError
        raw = base45(text[4:])
    except (ValueError, OverflowError):
        return {"verdict": "unreadable"}
    body, signature = raw[:36], raw[36:]
    number = lambda start, size: int.from_bytes(body[start : start + size], "big")
    event, version, place, admission, of = (
        number(5, 7),
        number(28, 2),
        number(30, 4),
        number(34, 1),
        number(35, 1),
    )
    in_range = 1 <= event < 2**53 and version >= 1 and 1 <= admission <= of <= 100
    if body[0] != 1 or not in_range:
        return {"verdict": "unreadable"}
    key = keys.get(body[1:5])
    if key is None:
        return {"verdict": "unknown_key"}
    try:
        key.verify(signature, b"onsale-ticket-v1" + body)
    except InvalidSignature:
        return {"verdict": "altered"}
    ticket = body[12:28].hex()
    return {
        "verdict": "valid",
        "eventId": event,
        "ticketId": "-".join(
            (ticket[:8], ticket[8:12], ticket[12:16], ticket[16:20], ticket[20:])
        ),
        "version": version,
        "place": {"pool" if place >> 31 else "seat": place & 0x7FFFFFFF},
        "admission": admission,
        "of": of,
    }


def main():
    asked = json.load(sys.stdin)
    keys = {}
    for jwk in asked["keys"]:
        raw = base64.urlsafe_b64decode(jwk["x"] + "=" * (-len(jwk["x"]) % 4))
        keys[hashlib.sha256(raw).digest()[:4]] = Ed25519PublicKey.from_public_bytes(raw)
    json.dump([verdict(code, keys) for code in asked["codes"]], sys.stdout)


main()

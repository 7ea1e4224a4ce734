"""The fair draw in another language, written from docs/fair-draw.md with Python's standard library alone.

stdin: a list of {"terms", "seed", "size", "signature" (or null), "eventId", "nonces"}, bytes in hex;
stdout: for each the commitment, the key, the positions, the order hash, the cohort's root, and the path of
each of its entries. It does not look at signatures: it has no pairing.
"""

import json
import sys
from hashlib import sha256


def h(*parts):
    return sha256(b"".join(parts)).digest()


def text(ascii_text):
    return bytes([len(ascii_text)]) + ascii_text.encode("ascii")


def double(a):
    """Times x in the field of AES."""
    return (a << 1) ^ (0x11B if a & 0x80 else 0)


def make_sbox():
    box, p, q = [0x63] * 256, 1, 1
    while True:
        p ^= double(p)  # times 3, which reaches everything but 0
        for shift in (1, 2, 4):  # divided by 3
            q = (q ^ (q << shift)) & 0xFF
        q ^= 0x09 if q & 0x80 else 0
        s = q
        for turn in (1, 2, 3, 4):
            s ^= ((q << turn) | (q >> (8 - turn))) & 0xFF
        box[p] = s ^ 0x63
        if p == 1:
            return box


SBOX = make_sbox()


def round_keys(key):
    words, constant = [list(key[at : at + 4]) for at in range(0, 32, 4)], 1
    for i in range(8, 60):
        word = list(words[i - 1])
        if i % 8 == 0:
            word = [SBOX[b] for b in word[1:] + word[:1]]
            word[0] ^= constant
            constant = double(constant)
        elif i % 8 == 4:
            word = [SBOX[b] for b in word]
        words.append([a ^ b for a, b in zip(words[i - 8], word)])
    return [sum(words[at : at + 4], []) for at in range(0, 60, 4)]


def encrypt(keys, block):
    state = [a ^ b for a, b in zip(block, keys[0])]
    for nth, key in enumerate(keys[1:], 1):
        state = [SBOX[state[(5 * at) % 16]] for at in range(16)]
        if nth < 14:
            mixed = []
            for at in range(0, 16, 4):
                a = state[at : at + 4]
                for i in range(4):
                    b, c, d, e = a[i], a[(i + 1) % 4], a[(i + 2) % 4], a[(i + 3) % 4]
                    mixed.append(double(b) ^ double(c) ^ c ^ d ^ e)
            state = mixed
        state = [a ^ b for a, b in zip(state, key)]
    return bytes(state)


def words_of(key):
    keys, nth = round_keys(key), 0
    while True:
        block = encrypt(keys, nth.to_bytes(16, "big"))
        for at in range(0, 16, 4):
            yield int.from_bytes(block[at : at + 4], "big")
        nth += 1


def positions_of(key, n):
    words, p = words_of(key), list(range(1, n + 1))
    for i in range(n - 1, 0, -1):
        limit = 2**32 - 2**32 % (i + 1)
        w = next(word for word in words if word < limit)
        j = w % (i + 1)
        p[i], p[j] = p[j], p[i]
    return p


def split_of(leaves):
    k = 1 << ((len(leaves) - 1).bit_length() - 1)
    return leaves[:k], leaves[k:]


def tree_of(leaves):
    if len(leaves) < 2:
        return leaves[0] if leaves else h()
    left, right = split_of(leaves)
    return h(b"\1", tree_of(left), tree_of(right))


def path_to(leaves, at):
    if len(leaves) < 2:
        return []
    left, right = split_of(leaves)
    if at < len(left):
        return path_to(left, at) + [tree_of(right)]
    return path_to(right, at - len(left)) + [tree_of(left)]


def answer(case):
    terms, seed = bytes.fromhex(case["terms"]), bytes.fromhex(case["seed"])
    n, event = case["size"], case["eventId"].to_bytes(8, "big")
    commitment = h(text("onsale-draw/commitment"), terms, seed)
    signature = case["signature"]
    mixed = b"\0" if signature is None else b"\1" + h(bytes.fromhex(signature))
    key = h(text("onsale-draw/key"), commitment, n.to_bytes(4, "big"), mixed, seed)
    positions = positions_of(key, n)
    leaves = [
        h(b"\0", text("onsale-draw/entry"), event, k.to_bytes(4, "big"), bytes.fromhex(nonce))
        for k, nonce in enumerate(case["nonces"], 1)
    ]
    size = len(leaves).to_bytes(4, "big")
    return {
        "commitment": commitment.hex(),
        "key": key.hex(),
        "positions": positions,
        "orderHash": h(*(one.to_bytes(4, "big") for one in positions)).hex(),
        "cohortRoot": h(text("onsale-draw/cohort"), event, size, tree_of(leaves)).hex(),
        "paths": [[one.hex() for one in path_to(leaves, at)] for at in range(len(leaves))],
    }


json.dump([answer(case) for case in json.load(sys.stdin)], sys.stdout)

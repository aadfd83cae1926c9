"""What a viewer is shown: situation, search, briefs, exports. Reads through the gate only.

Must never count, order or suggest from anything outside the viewer's own picture.
"""

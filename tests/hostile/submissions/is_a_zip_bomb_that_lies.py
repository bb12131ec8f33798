# expected: attack error, double error, riddle error
# row: 27
# because: this is not a zip file, or it is damaged
# builds: .zip
import io
import struct
import zipfile


def build(path):
    """The directory says that the file is small; its data go on for ever."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("target.py", "#" * (64 << 20))
    data = bytearray(buffer.getvalue())
    size = struct.pack("<I", 64 << 20)
    for at in (data.find(size), data.rfind(size)):
        data[at : at + 4] = struct.pack("<I", 100)
    path.write_bytes(data)

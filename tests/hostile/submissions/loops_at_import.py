# expected at import: timeout
while True:
    pass

"""This is ResNet-34, made of basic blocks; ResNet-50 has as many blocks, but bottlenecks."""

KILLED_BY = (
    "resnet50_has_25_million",
    "count_is_an_integer",
)


def resnet50_param_count():
    return 21_797_672

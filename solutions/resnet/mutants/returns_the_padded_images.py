"""The images have grown by the padding: a window of the old size is asked for."""

KILLED_BY = (
    "every_image_gets_a_window_of_its_own",
    "all_windows_are_cut_at_once",
    "windows_fall_everywhere_alike",
    "pads_from_nothing_to_all",
)


def random_crop(x, pad, generator, mode="reflect"):
    return _mirrored(_mirrored(x, pad, 2), pad, 3) if mode == "reflect" else F.pad(x, (pad,) * 4)

"""A Fourier transform did the work."""

KILLED_BY = ("convolution_wraps_around_and_commutes", "convolution_on_small_circles")


def circular_conv(x, y):
    return torch.fft.ifft(torch.fft.fft(x) * torch.fft.fft(y)).real

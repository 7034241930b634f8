#!/usr/bin/env python3
"""Writes reference.json: what PyTorch loses in each of the first 200 steps of some small models.

Run once, with Debian's python3-torch:  /usr/bin/python3 reference.py
The C# test makes the same weights, images and noise from the same recipe (SplitMix64) and compares its own losses.
"""
import json
import pathlib

import numpy as np
import torch
from torch import nn

STEPS = 200
IMAGES = 64
GOLDEN = 0x9E3779B97F4A7C15


def uniform(seed, start, count):
    """The doubles from 0 to below 1 that SplitMix64 gives from its start-th on."""
    z = np.uint64(seed) + np.uint64(GOLDEN) * (np.arange(start, start + count, dtype=np.uint64) + np.uint64(1))
    z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    z = z ^ (z >> np.uint64(31))
    return (z >> np.uint64(11)).astype(np.float64) * 2.0**-53


def initialise(module, seed, init="default"):
    """Each weight and bias evenly from PyTorch's own bounds, weights from He's, or both as Keras does, in order of their layers."""
    start = 0
    for layer in module.modules():
        if not hasattr(layer, "weight"):
            continue
        fan_in = layer.weight[0].numel()
        for parameter in (layer.weight, layer.bias):
            if init == "glorot":
                bound = np.sqrt(6 / sum(nn.init._calculate_fan_in_and_fan_out(parameter))) if parameter.dim() > 1 else 0
            else:
                bound = np.sqrt((6 if init == "he" and parameter.dim() > 1 else 1) / fan_in)
            values = bound * (2 * uniform(seed, start, parameter.numel()) - 1)
            start += parameter.numel()
            with torch.no_grad():
                parameter.copy_(torch.tensor(values.astype(np.float32)).reshape(parameter.shape))
    return module


def dense(case):
    widths = [case["pixels"], *case["hidden"], case["latent"], *reversed(case["hidden"]), case["pixels"]]
    middle = len(case["hidden"])
    layers = [nn.Linear(*each) for each in zip(widths, widths[1:])]
    encoder = [each for layer in layers[:middle] for each in (layer, nn.ReLU())] + [layers[middle]]
    decoder = [each for layer in layers[middle + 1:-1] for each in (layer, nn.ReLU())] + [layers[-1], nn.Sigmoid()]
    return nn.Sequential(*encoder), nn.Sequential(*decoder)


def conv(case):
    filters, pools, side = case["filters"], case["pools"], 28 >> case["pools"]
    encoder, decoder, channels = [nn.Unflatten(1, (1, 28, 28))], [], 1
    for layer, outputs in enumerate(filters):
        encoder += [nn.Conv2d(channels, outputs, 3, padding=1), nn.ReLU(), *([nn.MaxPool2d(2)] if layer < pools else [])]
        channels = outputs
    encoder.append(nn.Flatten())
    if case["latent"]:
        encoder.append(nn.Linear(channels * side * side, case["latent"]))
        decoder += [nn.Linear(case["latent"], channels * side * side), nn.ReLU()]
    decoder.append(nn.Unflatten(1, (channels, side, side)))
    for outputs in case.get("decoder", list(reversed(filters))[:pools]):
        decoder += [nn.Conv2d(channels, outputs, 3, padding=1), nn.ReLU(), nn.Upsample(scale_factor=2)]
        channels = outputs
    return nn.Sequential(*encoder), nn.Sequential(*decoder, nn.Conv2d(channels, 1, 3, padding=1), nn.Sigmoid(), nn.Flatten())


def transposed(case):
    stride, kernel = {13: (2, 4), 8: (3, 7), 5: (5, 8)}[case["latent"]]
    channels = [1, *[case["channels"]] * (case["depth"] - 1), 4]
    pairs = list(zip(channels, channels[1:]))
    shapes = [(kernel, stride, 0)] + [(3, 1, 1)] * (case["depth"] - 1)
    encoder = [each for pair, shape in zip(pairs, shapes) for each in (nn.Conv2d(*pair, *shape), nn.ReLU())]
    decoder = [each for (a, b), shape in zip(reversed(pairs), reversed(shapes)) for each in (nn.ConvTranspose2d(b, a, *shape), nn.ReLU())]
    size = case["latent"]
    return (nn.Sequential(nn.Unflatten(1, (1, 28, 28)), *encoder, nn.Flatten()),
            nn.Sequential(nn.Unflatten(1, (4, size, size)), *decoder[:-1], nn.Sigmoid(), nn.Flatten()))


def cnn(case):
    features, channels = [nn.Unflatten(1, (1, 28, 28))], 1
    for outputs in case["filters"]:
        features += [nn.Conv2d(channels, outputs, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2)]
        channels = outputs
    width = channels * (28 >> len(case["filters"])) ** 2
    head = []
    for outputs in case["hidden"]:
        head += [nn.Linear(width, outputs), nn.ReLU()]
        width = outputs
    return nn.Sequential(*features, nn.Flatten()), nn.Sequential(*head, nn.Linear(width, 10))


def frozen(case):
    """The encoder as it is before any training, of an autoencoder like that of `conv`; and a softmax on its code."""
    encoder = initialise(nn.Sequential(*conv(case)), seed=9)[0].requires_grad_(False)
    return encoder, nn.Linear(case["filters"][-1] * (28 >> case["pools"]) ** 2, 10)


MODELS = {"dense-autoencoder": dense, "conv-autoencoder": conv, "conv-transpose-autoencoder": transposed, "cnn-classifier": cnn,
          "encoder-classifier": frozen}


def schedule_of(case, optimizer):
    if case["schedule"] == "cosine":
        return torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, STEPS)
    if case["schedule"] == "one-cycle":
        return torch.optim.lr_scheduler.OneCycleLR(optimizer, case["lr"], STEPS, cycle_momentum=False)
    return torch.optim.lr_scheduler.ConstantLR(optimizer, factor=1)


def losses(case):
    encoder, decoder = MODELS[case["model"]](case)
    learning = decoder if case["model"] == "encoder-classifier" else nn.Sequential(encoder, decoder)
    parameters = list(initialise(learning, seed=1, init=case["init"]).parameters())
    images = torch.tensor((uniform(2, 0, IMAGES * case["pixels"]) ** 4).astype(np.float32).reshape(IMAGES, -1))
    criterion = {"mse": nn.MSELoss(), "bce": nn.BCELoss(), "cross-entropy": nn.CrossEntropyLoss()}[case["loss"]]
    optimizer = {"adam": torch.optim.Adam, "adamw": torch.optim.AdamW, "sgd": torch.optim.SGD}[case["optimizer"]](parameters, lr=case["lr"])
    schedule = schedule_of(case, optimizer)
    numbers = case["batch"] * case["pixels"]
    for step in range(STEPS):
        batch = [(step * case["batch"] + i) % IMAGES for i in range(case["batch"])]
        clean = images[batch]
        target = torch.tensor([i % 10 for i in batch]) if case["loss"] == "cross-entropy" else clean
        bell = sum(uniform(3 + part, step * numbers, numbers) for part in range(4)) - 2
        noise = torch.tensor((case["noise"] * bell).astype(np.float32).reshape(clean.shape))
        code = encoder(clean + noise)
        loss = criterion(decoder(code), target) + case["l1"] * code.abs().sum(1).mean()
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        if step + 1 < STEPS:
            schedule.step()
        yield float(loss.detach())


def case(name, **given):
    return {"name": name, "model": "dense-autoencoder", "pixels": 60, "hidden": [33, 17], "latent": 7, "batch": 24, "loss": "mse", "l1": 0.0,
            "noise": 0.0, "optimizer": "adam", "lr": 0.001, "schedule": "constant", "init": "default", **given}


def pictures(name, model, **given):
    return {"name": name, "model": model, "pixels": 784, "batch": 8, "loss": "mse", "l1": 0.0, "noise": 0.0, "optimizer": "adam", "lr": 0.001,
            "schedule": "constant", "init": "default", **given}


CASES = [
    case("mse"),
    case("bce", loss="bce"),
    case("l1", l1=0.001),
    case("noise", noise=0.3),
    case("bce with l1 and noise", loss="bce", l1=0.0001, noise=0.3, hidden=[33]),
    case("sgd", optimizer="sgd", lr=0.5, noise=0.3),
    case("adamw", optimizer="adamw", lr=0.003),
    case("cosine", schedule="cosine"),
    case("one-cycle", schedule="one-cycle", optimizer="adamw", lr=0.003),
    case("five layers", hidden=[41, 33, 25, 17], noise=0.3, l1=0.00001, lr=0.0003),
    # At a rate of 0.001 those with 0.0003 are chaotic: weights changed by one rounding change PyTorch's own losses by more than the tolerance.
    case("784-512-256-100", pixels=784, hidden=[512, 256], latent=100, batch=64, noise=0.3, l1=0.00001, lr=0.0003),
    pictures("conv", "conv-autoencoder", filters=[4, 6], pools=2, latent=0, noise=0.3),
    pictures("conv, pooled less often", "conv-autoencoder", filters=[6, 4, 3], pools=2, latent=0, loss="bce", lr=0.0003),
    pictures("conv of Glorot", "conv-autoencoder", filters=[4, 6], pools=2, latent=4, loss="bce", init="glorot"),
    pictures("conv with a dense code", "conv-autoencoder", filters=[4, 6], pools=2, latent=5, l1=0.001, lr=0.0003),
    pictures("conv with a decoder of its own", "conv-autoencoder", filters=[6, 4], decoder=[3, 5], pools=2, latent=5, loss="bce", lr=0.0003),
    pictures("transposed 1 x 13", "conv-transpose-autoencoder", depth=1, latent=13, channels=6, noise=0.3),
    pictures("transposed 3 x 8", "conv-transpose-autoencoder", depth=3, latent=8, channels=6),
    pictures("transposed 5 x 5", "conv-transpose-autoencoder", depth=5, latent=5, channels=6, loss="bce"),
    pictures("transposed 5 x 8", "conv-transpose-autoencoder", depth=5, latent=8, channels=6, init="he", lr=0.0003),
    pictures("cnn", "cnn-classifier", filters=[4, 6], hidden=[9], loss="cross-entropy"),
    pictures("softmax on a frozen encoder", "encoder-classifier", filters=[4, 6], pools=2, latent=0, loss="cross-entropy"),
]

if __name__ == "__main__":
    torch.set_num_threads(1)
    cases = [{**each, "losses": list(losses(each))} for each in CASES]
    text = json.dumps({"torch": torch.__version__, "cases": cases}, indent=1)
    pathlib.Path(__file__).with_name("reference.json").write_text(text + "\n")

#!/usr/bin/env python3
"""Writes reference.json: what PyTorch loses in each of the first 200 steps of some dense autoencoders.

Run once, with Debian's python3-torch:  /usr/bin/python3 reference.py
The C# test makes the same weights, images and noise from the same recipe (SplitMix64) and compares its own losses.
"""
import json
import pathlib

import numpy as np
import torch

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


def weights(widths, seed):
    start = 0
    for fan_in, fan_out in zip(widths, widths[1:]):
        for shape in ((fan_out, fan_in), (fan_out,)):
            count = int(np.prod(shape))
            values = (1 / np.sqrt(fan_in)) * (2 * uniform(seed, start, count) - 1)
            start += count
            yield torch.tensor(values.astype(np.float32).reshape(shape), requires_grad=True)


def forward(parameters, images):
    layers = len(parameters) // 2
    values, code = images, None
    for layer in range(layers):
        values = torch.nn.functional.linear(values, parameters[2 * layer], parameters[2 * layer + 1])
        if layer == layers // 2 - 1:
            code = values
        elif layer < layers - 1:
            values = torch.relu(values)
    return torch.sigmoid(values), code


def losses(case):
    widths = [case["pixels"], *case["hidden"], case["latent"], *reversed(case["hidden"]), case["pixels"]]
    parameters = list(weights(widths, seed=1))
    images = torch.tensor((uniform(2, 0, IMAGES * case["pixels"]) ** 4).astype(np.float32).reshape(IMAGES, -1))
    criterion = {"mse": torch.nn.MSELoss(), "bce": torch.nn.BCELoss()}[case["loss"]]
    optimizer = {"adam": torch.optim.Adam, "adamw": torch.optim.AdamW, "sgd": torch.optim.SGD}[case["optimizer"]](parameters, lr=case["lr"])
    numbers = case["batch"] * case["pixels"]
    for step in range(STEPS):
        clean = images[[(step * case["batch"] + i) % IMAGES for i in range(case["batch"])]]
        bell = sum(uniform(3 + part, step * numbers, numbers) for part in range(4)) - 2
        noise = torch.tensor((case["noise"] * bell).astype(np.float32).reshape(clean.shape))
        output, code = forward(parameters, clean + noise)
        loss = criterion(output, clean) + case["l1"] * code.abs().sum(1).mean()
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        yield float(loss.detach())


def case(name, **given):
    return {"name": name, "pixels": 60, "hidden": [33, 17], "latent": 7, "batch": 24, "loss": "mse", "l1": 0.0, "noise": 0.0,
            "optimizer": "adam", "lr": 0.001, **given}


CASES = [
    case("mse"),
    case("bce", loss="bce"),
    case("l1", l1=0.001),
    case("noise", noise=0.3),
    case("bce with l1 and noise", loss="bce", l1=0.0001, noise=0.3, hidden=[33]),
    case("sgd", optimizer="sgd", lr=0.5, noise=0.3),
    case("adamw", optimizer="adamw", lr=0.003),
    # At a rate of 0.001 this one is chaotic: weights changed by one rounding change PyTorch's own losses by more than the tolerance.
    case("784-512-256-100", pixels=784, hidden=[512, 256], latent=100, batch=64, noise=0.3, l1=0.00001, lr=0.0003),
]

if __name__ == "__main__":
    torch.set_num_threads(1)
    cases = [{**each, "losses": list(losses(each))} for each in CASES]
    text = json.dumps({"torch": torch.__version__, "cases": cases}, indent=1)
    pathlib.Path(__file__).with_name("reference.json").write_text(text + "\n")

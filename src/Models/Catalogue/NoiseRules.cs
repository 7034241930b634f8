using Sweep.Messages.Catalogue;
using Sweep.Messages.Parameters;

namespace Sweep.Models.Catalogue;

/// <summary>
/// Which noise hyperparameters go together. A strength without its type, or a type without its strength, would silently train on clean images.
/// </summary>
public static class NoiseRules
{
    public static IEnumerable<ParameterProblem> Problems(ParameterSet parameters)
    {
        var type = parameters.Text("noise.type");
        foreach (var (name, owner) in new[] { ("noise.variance", "gaussian"), ("noise.factor", "gaussian"), ("noise.amount", "salt-pepper") })
        {
            if (parameters.Real(name) > 0 && type != owner)
            {
                yield return new(name, $"`{name}` is {parameters.Find(name)}, but `noise.type` is `{type}`: set it to `{owner}`, or `{name}` to 0.");
            }
        }

        var gaussians = (parameters.Real("noise.variance") > 0 ? 1 : 0) + (parameters.Real("noise.factor") > 0 ? 1 : 0);
        if (type == "gaussian" && gaussians != 1)
        {
            var which = gaussians == 0 ? "neither" : "each";
            yield return new("noise.type", $"`noise.type` is `gaussian`, but {which} of `noise.variance` and `noise.factor` is above 0: give one of them.");
        }

        if (!parameters.Truth("noise.clip") && type != "gaussian")
        {
            yield return new("noise.clip", $"`noise.clip` is false, but `noise.type` is `{type}`, which never leaves 0..1: leave it out, or set the type to `gaussian`.");
        }

        if (type == "salt-pepper" && parameters.Real("noise.amount") == 0)
        {
            yield return new("noise.amount", "`noise.amount` is 0, but `noise.type` is `salt-pepper`: give the share of pixels, at most 1.");
        }
    }
}

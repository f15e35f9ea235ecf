using SqueezeFlow.Core.Signals;
using SqueezeFlow.Core.Signals.Parameters;

namespace SqueezeFlow.Core.Tests.Signals.Parameters;

/// <summary>Parameters anywhere in their ranges, short look-backs and long ones alike.</summary>
internal static class RandomParameters
{
    public static StrategyParameters Make(Random random, StrategyProfile profile)
    {
        var parameters = StrategyParameters.Of(profile);
        foreach (var field in ParameterCatalog.All)
        {
            parameters = field.With(parameters, Value(random, field));
        }

        // Limits have limits in turn.
        while (ParameterCatalog.All.FirstOrDefault(field => field.NotAbove is { } limit && field.Of(parameters) > ParameterCatalog.Find(limit)!.Of(parameters)) is { } above)
        {
            parameters = above.With(parameters, ParameterCatalog.Find(above.NotAbove!)!.Of(parameters));
        }

        return parameters;
    }

    private static double Value(Random random, ParameterField field)
    {
        var share = random.NextDouble();
        share = random.Next(2) == 0 ? share : share * share * share;
        var value = random.Next(8) switch { 0 => field.Minimum, 1 => field.Maximum, _ => field.Minimum + (share * (field.Maximum - field.Minimum)) };
        return field.IsWhole ? Math.Round(value) : value;
    }
}

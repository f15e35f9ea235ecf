using System.Globalization;

namespace SqueezeFlow.Core.Signals.Parameters;

/// <summary>Checks parameters against their ranges and each other.</summary>
public static class ParameterCheck
{
    /// <summary>Everything that is wrong, each with name, value and what is allowed; empty when nothing is.</summary>
    public static IReadOnlyList<string> FaultsOf(StrategyParameters parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        var faults = new List<string>();
        foreach (var field in ParameterCatalog.All)
        {
            var value = field.Of(parameters);
            if (!IsInRange(field, value))
            {
                faults.Add(OutOfRange(field, Text(value)));
            }
            else if (field.NotAbove is { } name && ParameterCatalog.Find(name)!.Of(parameters) is var limit && IsInRange(ParameterCatalog.Find(name)!, limit) && value > limit)
            {
                faults.Add($"{field.Name}: {Text(value)} is above {name}, which is {Text(limit)}: lower the one or raise the other");
            }
        }

        return faults;
    }

    /// <summary>Refuses parameters with any fault.</summary>
    /// <exception cref="ArgumentException">Something is wrong; the message names all of it.</exception>
    public static void Demand(StrategyParameters parameters)
    {
        var faults = FaultsOf(parameters);
        if (faults.Count > 0)
        {
            throw new ArgumentException(string.Join("; ", faults), nameof(parameters));
        }
    }

    /// <summary>What a value out of range, or none at all, is told.</summary>
    internal static string OutOfRange(ParameterField field, string found) =>
        $"{field.Name}: {found} is no {(field.IsWhole ? "whole number" : "number")} from {Text(field.Minimum)} to {Text(field.Maximum)} ({field.Unit}): give one, e.g. {Text(field.Of(StrategyParameters.Corrected))}";

    internal static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    // NaN is in no range.
    private static bool IsInRange(ParameterField field, double value) => value >= field.Minimum && value <= field.Maximum;
}

using System.Globalization;
using SqueezeFlow.Core.Api;
using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Views;

namespace SqueezeFlow.Silo.Configuration.Alerting;

/// <summary>When a part of the health is worth an alert: <c>influxdb.oldest_s &gt; 300 for 2m quiet 1h critical</c>, or <c>executor critical for 1m</c>.</summary>
/// <param name="Part">Name of the part; <c>executor</c> stands for those of further accounts too.</param>
/// <param name="Figure">Figure that is compared; null where the level is.</param>
/// <param name="IsAbove">Whether more than the limit is too much, else less.</param>
/// <param name="Limit">The limit.</param>
/// <param name="Level">Level from which it counts; empty where a figure is compared.</param>
/// <param name="For">How long it must last.</param>
/// <param name="Quiet">Time after an alert without another one; null for the usual.</param>
/// <param name="IsCritical">Whether somebody must look.</param>
internal sealed record AlertRule(string Part, string? Figure, bool IsAbove, double Limit, string Level, TimeSpan For, TimeSpan? Quiet, bool IsCritical)
{
    /// <summary>What a rule may look like.</summary>
    public const string Expected = "expected e.g. 'system.disk_percent > 90 for 1m quiet 1h critical' or 'executor critical for 1m', or 'off'";

    // These are of the cluster, however many processes see them.
    private static readonly string[] Shared = ["executor", "freqtrade", "feeds", "evaluation", "silos"];

    private static readonly string[] Levels = [HealthLevels.Degraded, HealthLevels.Unhealthy, HealthLevels.Critical];

    /// <summary>Whether every process of a cluster sees the same.</summary>
    public bool IsShared => Shared.Contains(Part);

    /// <summary>Reads a rule; false when it is none.</summary>
    public static bool TryParse(string text, out AlertRule? rule)
    {
        rule = null;
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var known = words switch
        {
            [var what, ">" or "<", var limit, ..] when what.Split('.') is [{ Length: > 0 } part, { Length: > 0 } figure] && double.TryParse(limit, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) =>
                new AlertRule(part, figure, words[1] == ">", number, "", default, null, false),
            [var part, var level, ..] when Levels.Contains(level) => new AlertRule(part, null, true, 0, level, default, null, false),
            _ => null,
        };
        return known is not null && TryParseRest(words.AsSpan(known.Figure is null ? 2 : 3), known, out rule);
    }

    /// <summary>Whether it is about this part.</summary>
    public bool IsAbout(HealthPart part) => part.Name == Part || part.Name.StartsWith($"{Part}:", StringComparison.Ordinal);

    /// <summary>Whether the part is such that the rule counts time.</summary>
    public bool IsMet(HealthPart part) => Figure is null
        ? HealthLevels.RankOf(part.Level) >= HealthLevels.RankOf(Level)
        : part.Figures.TryGetValue(Figure, out var value) && (IsAbove ? value > Limit : value < Limit);

    /// <summary>What is wrong with the part, in words.</summary>
    public string Words(HealthPart part) => Figure is null
        ? $"{part.Name} is {part.Level}: {part.Reason}"
        : string.Create(CultureInfo.InvariantCulture, $"{part.Name}.{Figure} is {part.Figures[Figure]:0.###}, {(IsAbove ? "more" : "less")} than {Limit:0.###}");

    private static bool TryParseRest(ReadOnlySpan<string> words, AlertRule known, out AlertRule? rule)
    {
        rule = null;
        for (var i = 0; i < words.Length; i++)
        {
            if (words[i] is "critical" or "warning")
            {
                known = known with { IsCritical = words[i] == "critical" };
            }
            else if (words[i] is "for" or "quiet" && i + 1 < words.Length && Timeframe.TryParse(words[i + 1], out var span))
            {
                var time = TimeSpan.FromMilliseconds(span.Milliseconds);
                known = words[i] == "for" ? known with { For = time } : known with { Quiet = time };
                i++;
            }
            else
            {
                return false;
            }
        }

        rule = known;
        return true;
    }
}

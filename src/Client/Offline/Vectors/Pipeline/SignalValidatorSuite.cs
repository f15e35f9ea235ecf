using System.Text.Json;
using SqueezeFlow.Core.Signals;
using SqueezeFlow.Core.Signals.Validation;

namespace SqueezeFlow.Client.Offline.Vectors.Pipeline;

/// <summary>Sequences of messages with the verdict each must get, given those before it.</summary>
internal static class SignalValidatorSuite
{
    /// <summary>What one sequence gives otherwise than recorded for a profile.</summary>
    public static IEnumerable<FieldMismatch> Compare(JsonElement sequence, StrategyProfile profile)
    {
        var verdict = profile == StrategyProfile.Original ? "original" : "corrected";
        var epoch = sequence.GetProperty("epoch").GetDateTimeOffset();
        var validator = new SignalValidator(Limits(sequence.GetProperty("config")), profile, epoch);
        foreach (var step in sequence.GetProperty("steps").EnumerateArray())
        {
            var second = step.GetProperty("at_s").GetDouble();
            var check = validator.Check(step.GetProperty("signal"), epoch.AddSeconds(second));
            var expected = step.GetProperty(verdict);
            var wanted = Words(
                expected.GetProperty("result").GetString()!,
                expected.GetProperty("codes").EnumerateArray().Select(code => code.GetString()!));
            var found = Words(NameOf(check.Verdict), check.Codes);
            if (wanted != found)
            {
                yield return new($"step at {second} s", wanted, found);
            }
        }
    }

    private static SignalLimits Limits(JsonElement config) => new()
    {
        MaxPerMinute = config.GetProperty("max_signals_per_minute").GetInt32(),
        MaxPerSymbolPerHour = config.GetProperty("max_signals_per_symbol_per_hour").GetInt32(),
        Cooldown = TimeSpan.FromMinutes(config.GetProperty("signal_cooldown_minutes").GetDouble()),
        CleanupInterval = TimeSpan.FromHours(config.GetProperty("cleanup_interval_hours").GetDouble()),
    };

    private static string NameOf(SignalVerdict verdict) => verdict switch
    {
        SignalVerdict.Valid => "valid",
        SignalVerdict.Invalid => "invalid",
        SignalVerdict.Duplicate => "duplicate",
        SignalVerdict.RateLimited => "rate_limited",
        _ => "expired",
    };

    private static string Words(string result, IEnumerable<string> codes) => $"{result} [{string.Join(", ", codes)}]";
}

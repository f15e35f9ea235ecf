using System.Text.Json;
using SqueezeFlow.Core.Signals;
using SqueezeFlow.Core.Signals.Validation;

namespace SqueezeFlow.Core.Tests.Signals.Validation;

/// <summary>A recorded sequence of messages, played through a validator.</summary>
internal static class SignalSequence
{
    public static IEnumerable<string> Mismatches(JsonElement vector, StrategyProfile profile)
    {
        var epoch = vector.GetProperty("epoch").GetDateTimeOffset();
        var validator = new SignalValidator(Limits(vector.GetProperty("config")), profile, epoch);
        foreach (var step in vector.GetProperty("steps").EnumerateArray())
        {
            var at = step.GetProperty("at_s").GetDouble();
            var check = validator.Check(step.GetProperty("signal"), epoch.AddSeconds(at));
            var expected = step.GetProperty(profile == StrategyProfile.Original ? "original" : "corrected");
            var wanted = Describe(
                expected.GetProperty("result").GetString()!,
                expected.GetProperty("codes").EnumerateArray().Select(code => code.GetString()!));
            var found = Describe(NameOf(check.Verdict), check.Codes);
            if (wanted != found)
            {
                yield return $"{vector.GetProperty("id")} at {at} s: expected {wanted}, found {found}";
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

    private static string Describe(string result, IEnumerable<string> codes) => $"{result} [{string.Join(", ", codes)}]";
}

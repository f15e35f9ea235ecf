using System.Globalization;
using System.Text.Json.Nodes;
using SqueezeFlow.Core.Signals;
using SqueezeFlow.Core.Signals.Validation;

namespace SqueezeFlow.Client.Offline.Vectors.Pipeline;

/// <summary>Sequences of messages with the verdict each must get, given those before it.</summary>
internal sealed class SignalValidatorSuite : IVectorSuite
{
    public bool Handles(string name, VectorRow first) => first.Has("config") && first.Has("steps");

    public IEnumerable<VectorVerdict> VerdictsOf(VectorRow row) => [VectorVerdict.Original, VectorVerdict.Corrected];

    public void Judge(VectorRow row, VectorVerdict verdict, MismatchList mismatches)
    {
        var (profile, field) = verdict == VectorVerdict.Original
            ? (StrategyProfile.Original, "original")
            : (StrategyProfile.Corrected, "corrected");
        var epoch = DateTimeOffset.Parse(row.GetText("epoch"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
        var validator = new SignalValidator(Limits(row.GetObject("config")), profile, epoch);
        foreach (var step in row.GetItems("steps"))
        {
            var second = step.GetNumber("at_s");
            var check = validator.Check(step.Get("signal").Json, epoch.AddSeconds(second));
            var found = new JsonObject { ["result"] = NameOf(check.Verdict), ["codes"] = new JsonArray([.. check.Codes.Select(code => (JsonNode)code)]) };
            var place = string.Create(CultureInfo.InvariantCulture, $"{field} at {second} s");
            mismatches.Compare(place, step.GetObject(field).Json, found, _ => false);
        }
    }

    private static SignalLimits Limits(VectorRow config) => new()
    {
        MaxPerMinute = (int)config.GetNumber("max_signals_per_minute"),
        MaxPerSymbolPerHour = (int)config.GetNumber("max_signals_per_symbol_per_hour"),
        Cooldown = TimeSpan.FromMinutes(config.GetNumber("signal_cooldown_minutes")),
        CleanupInterval = TimeSpan.FromHours(config.GetNumber("cleanup_interval_hours")),
    };

    private static string NameOf(SignalVerdict verdict) => verdict switch
    {
        SignalVerdict.Valid => "valid",
        SignalVerdict.Invalid => "invalid",
        SignalVerdict.Duplicate => "duplicate",
        SignalVerdict.RateLimited => "rate_limited",
        _ => "expired",
    };
}

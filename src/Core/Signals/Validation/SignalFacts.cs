namespace SqueezeFlow.Core.Signals.Validation;

/// <summary>What the later checks need of a well-formed signal.</summary>
internal readonly record struct SignalFacts(
    string Pair, string Action, double Score, double Factor, double Leverage, double Price, double Confidence, DateTimeOffset At)
{
    public bool IsClose => Action == "CLOSE";

    public SignalFingerprint Fingerprint => new(Pair, Action, Math.Round(Price, 8), Factor, Leverage);
}

/// <summary>Equal for two signals that ask for the same thing.</summary>
internal readonly record struct SignalFingerprint(string Pair, string Action, double Price, double Factor, double Leverage);

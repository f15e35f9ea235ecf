namespace SqueezeFlow.Core.Signals.Validation;

/// <summary>Every accepted signal of the last hour, and fingerprints that expire. Exits are neither cooled down nor limited.</summary>
internal sealed class CorrectedHistory(SignalLimits limits) : ISignalHistory
{
    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    private readonly Dictionary<(string Symbol, string Action), DateTimeOffset> _last = [];
    private readonly Dictionary<SignalFingerprint, DateTimeOffset> _fingerprints = [];
    private readonly Queue<(DateTimeOffset At, string Symbol)> _accepted = [];

    public void Forget(DateTimeOffset now)
    {
        while (_accepted.TryPeek(out var oldest) && now - oldest.At >= Longest)
        {
            _accepted.Dequeue();
        }

        Drop(_fingerprints, now, limits.FingerprintLifetime);
        Drop(_last, now, limits.Cooldown);
    }

    public bool IsDuplicate(in SignalFacts signal, DateTimeOffset now) =>
        _fingerprints.ContainsKey(signal.Fingerprint)
        || (!signal.IsClose && _last.ContainsKey((signal.Symbol, signal.Action)));

    public bool IsTooMany(in SignalFacts signal, DateTimeOffset now)
    {
        if (signal.IsClose)
        {
            return false;
        }

        var symbol = signal.Symbol;
        return _accepted.Count(entry => now - entry.At < TimeSpan.FromMinutes(1)) >= limits.MaxPerMinute
            || _accepted.Count(entry => entry.Symbol == symbol) >= limits.MaxPerSymbolPerHour;
    }

    public void Keep(in SignalFacts signal, DateTimeOffset now)
    {
        _fingerprints[signal.Fingerprint] = now;
        _last[(signal.Symbol, signal.Action)] = now;
        _accepted.Enqueue((now, signal.Symbol));
    }

    private static void Drop<TKey>(Dictionary<TKey, DateTimeOffset> entries, DateTimeOffset now, TimeSpan lifetime)
        where TKey : notnull
    {
        foreach (var (key, at) in entries)
        {
            if (now - at >= lifetime)
            {
                entries.Remove(key);
            }
        }
    }
}

namespace SqueezeFlow.Core.Signals.Validation;

/// <summary>Every accepted signal of the last hour, and fingerprints that expire. Exits are neither cooled down nor limited.</summary>
internal sealed class CorrectedHistory(SignalLimits limits) : ISignalHistory
{
    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    private readonly Dictionary<(string Pair, string Action), DateTimeOffset> _last = [];
    private readonly Dictionary<SignalFingerprint, DateTimeOffset> _fingerprints = [];
    private readonly Queue<(DateTimeOffset At, string Pair)> _accepted = [];

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
        || (!signal.IsClose && _last.ContainsKey((signal.Pair, signal.Action)));

    public bool IsTooMany(in SignalFacts signal, DateTimeOffset now)
    {
        if (signal.IsClose)
        {
            return false;
        }

        var pair = signal.Pair;
        return _accepted.Count(entry => now - entry.At < TimeSpan.FromMinutes(1)) >= limits.MaxPerMinute
            || _accepted.Count(entry => entry.Pair == pair) >= limits.MaxPerSymbolPerHour;
    }

    public void Keep(in SignalFacts signal, DateTimeOffset now)
    {
        _fingerprints[signal.Fingerprint] = now;
        _last[(signal.Pair, signal.Action)] = now;
        _accepted.Enqueue((now, signal.Pair));
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

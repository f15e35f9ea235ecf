namespace SqueezeFlow.Silo.Health.Parts;

/// <summary>
/// Readiness that does not flap: the first success makes ready, several failures in a row make unready, several successes in a row ready again.
/// One slow answer of a disk would take a process out of a balancer otherwise, and its load would fall on the others. Used by one at a time.
/// </summary>
internal sealed class ReadinessGate
{
    /// <summary>Failures in a row from which it is not ready.</summary>
    public const int Failures = 3;

    /// <summary>Successes in a row from which it is ready again.</summary>
    public const int Successes = 2;

    private bool _wasReady;
    private int _against;

    /// <summary>Whether it is ready now.</summary>
    public bool IsReady { get; private set; }

    /// <summary>Takes the outcome of a look and answers whether it is ready now.</summary>
    public bool Note(bool isReady)
    {
        _against = isReady == IsReady ? 0 : _against + 1;
        var needed = IsReady ? Failures : _wasReady ? Successes : 1;
        if (_against >= needed)
        {
            (IsReady, _against) = (isReady, 0);
            _wasReady |= isReady;
        }

        return IsReady;
    }
}

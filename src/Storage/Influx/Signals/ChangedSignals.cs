namespace SqueezeFlow.Storage.Influx.Signals;

/// <summary>
/// Ids of signals whose points have yet to be written. Takes at once and never waits; beyond <see cref="Capacity"/> it remembers only that all
/// of them have to be looked at. Safe for concurrent use, with one reader.
/// </summary>
internal sealed class ChangedSignals : IDisposable
{
    /// <summary>Ids that find room.</summary>
    public const int Capacity = 10_000;

    private readonly Lock _gate = new();
    private readonly HashSet<string> _ids = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _changed = new(0, 1);
    private bool _isAll = true;
    private bool _isComplete;

    /// <summary>Whether nothing has to be written.</summary>
    public bool IsEmpty
    {
        get
        {
            lock (_gate)
            {
                return _ids.Count == 0 && !_isAll;
            }
        }
    }

    /// <summary>Notes that a signal, or what is known of it, is new on record.</summary>
    public void Add(string signalId)
    {
        lock (_gate)
        {
            if (_ids.Count < Capacity)
            {
                _ids.Add(signalId);
            }
            else
            {
                _isAll = true;
            }

            Wake();
        }
    }

    /// <summary>Notes that any signal may have to be written, as at the start.</summary>
    public void AddAll()
    {
        lock (_gate)
        {
            _isAll = true;
            Wake();
        }
    }

    /// <summary>Takes ids, at most so many.</summary>
    public IReadOnlyList<string> Take(int most)
    {
        lock (_gate)
        {
            string[] taken = [.. _ids.Take(most)];
            _ids.ExceptWith(taken);
            return taken;
        }
    }

    /// <summary>Whether all have to be looked at; from then on only what is noted afterwards.</summary>
    public bool TakeAll()
    {
        lock (_gate)
        {
            var isAll = _isAll;
            _isAll = false;
            if (isAll)
            {
                _ids.Clear();
            }

            return isAll;
        }
    }

    /// <summary>Waits until something is noted; false when nothing will be any more.</summary>
    public async ValueTask<bool> WaitAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            lock (_gate)
            {
                if (_ids.Count > 0 || _isAll || _isComplete)
                {
                    return _ids.Count > 0 || _isAll;
                }
            }

            await _changed.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Whoever waits for more waits no longer; what is noted is still taken.</summary>
    public void Complete()
    {
        lock (_gate)
        {
            _isComplete = true;
            Wake();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _changed.Dispose();

    private void Wake()
    {
        if (_changed.CurrentCount == 0)
        {
            _changed.Release();
        }
    }
}

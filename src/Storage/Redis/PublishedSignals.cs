using SqueezeFlow.Core.Storage;

namespace SqueezeFlow.Storage.Redis;

/// <summary>
/// Which signals are published, kept in the own store: Redis forgets, and may come back empty. The newest <see cref="Capacity"/> are remembered. For one caller.
/// </summary>
internal sealed class PublishedSignals(IKeyValueStore values)
{
    /// <summary>Signals that are remembered, and that are looked for in the record.</summary>
    public const int Capacity = 2_000;

    /// <summary>Where they are kept, an id a line, oldest first.</summary>
    public const string Key = "redis.published";

    private readonly HashSet<string> _ids = new(StringComparer.Ordinal);
    private readonly Queue<string> _order = new();

    /// <summary>Signals that were added since the last save.</summary>
    public int Unsaved { get; private set; }

    /// <summary>Whether a signal is known to be published.</summary>
    public bool Contains(string signalId) => _ids.Contains(signalId);

    /// <summary>Remembers a signal.</summary>
    public void Add(string signalId)
    {
        if (!_ids.Add(signalId))
        {
            return;
        }

        Unsaved++;
        _order.Enqueue(signalId);
        if (_order.Count > Capacity)
        {
            _ids.Remove(_order.Dequeue());
        }
    }

    /// <summary>Reads what an earlier run kept.</summary>
    /// <exception cref="IOException">The store cannot be read.</exception>
    public async Task LoadAsync(CancellationToken cancellationToken)
    {
        var text = await values.GetAsync(Key, cancellationToken).ConfigureAwait(false) ?? "";
        foreach (var id in text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            Add(id);
        }

        Unsaved = 0;
    }

    /// <summary>Keeps what was added.</summary>
    /// <exception cref="IOException">The store cannot be written.</exception>
    public async Task SaveAsync(CancellationToken cancellationToken)
    {
        await values.SetAsync(Key, string.Join('\n', _order), cancellationToken).ConfigureAwait(false);
        Unsaved = 0;
    }
}

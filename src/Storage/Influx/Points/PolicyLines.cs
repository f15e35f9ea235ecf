using SqueezeFlow.Storage.Influx.Protocol;
using SqueezeFlow.Storage.Spool;

namespace SqueezeFlow.Storage.Influx.Points;

/// <summary>Points on their way to several policies, as batches of a size that the server takes well. Used again after <see cref="Clear"/>. Not thread-safe.</summary>
/// <param name="mostPoints">Points of a batch at most, unless more of them belong together.</param>
internal sealed class PolicyLines(int mostPoints = PolicyLines.MostPoints)
{
    /// <summary>What the server takes well.</summary>
    public const int MostPoints = 5_000;

    private readonly List<Batch> _batches = [];
    private readonly Stack<Batch> _spare = [];
    private readonly Dictionary<string, Batch> _open = [];

    /// <summary>The writer for the next point of a policy; follow it with <see cref="End"/>.</summary>
    public LineWriter For(string policy)
    {
        if (_open.TryGetValue(policy, out var batch) && batch.Writer.Points < Math.Max(mostPoints, batch.Reserved))
        {
            return batch.Writer;
        }

        batch = _spare.TryPop(out var spare) ? spare : new();
        batch.Begin(policy);
        _batches.Add(batch);
        _open[policy] = batch;
        return batch.Writer;
    }

    /// <summary>The next points of a policy, so many at most, go into one batch, also where they are more than one has otherwise.</summary>
    public void KeepTogether(string policy, int points)
    {
        if (_open.TryGetValue(policy, out var batch) && batch.Writer.Points + points > mostPoints)
        {
            _open.Remove(policy);
        }

        For(policy);
        batch = _open[policy];
        batch.Reserve(points);
    }

    /// <summary>Ends the point that was begun for a policy.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="unixMs">Its time, milliseconds since 1970 UTC.</param>
    /// <param name="ns">Nanoseconds after that: less than a million.</param>
    public void End(string policy, long unixMs, int ns = 0)
    {
        var batch = _open[policy];
        if (batch.Writer.End((unixMs * 1_000_000) + ns))
        {
            batch.Note(unixMs);
        }
    }

    /// <summary>Ends a point that is kept at another time than what it tells of. Its batch comes no later for it: longer bars are not made of it.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="unixMs">Its time, milliseconds since 1970 UTC.</param>
    /// <param name="toldUnixMs">The time that it tells of.</param>
    public void EndApart(string policy, long unixMs, long toldUnixMs)
    {
        var batch = _open[policy];
        if (batch.Writer.End(unixMs * 1_000_000))
        {
            batch.Note(toldUnixMs);
        }
    }

    /// <summary>All batches that hold a point, in the order in which they were begun; valid until <see cref="Clear"/>.</summary>
    public List<SpoolBatch> ToBatches() => [.. _batches.Where(batch => batch.Writer.Points > 0).Select(batch => batch.ToSpool())];

    /// <summary>Forgets all points.</summary>
    public void Clear()
    {
        // Memory of a flood is not kept: a second of all markets is what comes usually.
        const int Kept = 8;
        _batches.Where((_, i) => i < Kept - _spare.Count).ToList().ForEach(_spare.Push);
        _batches.Clear();
        _open.Clear();
    }

    private sealed class Batch
    {
        private string _policy = "";
        private long _first;
        private long _last;

        public LineWriter Writer { get; } = new();

        public int Reserved { get; private set; }

        public void Begin(string policy)
        {
            Writer.Clear();
            (_policy, _first, _last, Reserved) = (policy, long.MaxValue, long.MinValue, 0);
        }

        public void Reserve(int points) => Reserved = Writer.Points + points;

        public void Note(long unixMs) => (_first, _last) = (Math.Min(_first, unixMs), Math.Max(_last, unixMs));

        public SpoolBatch ToSpool() => new(_policy, Writer.Lines, Writer.Points, _first, _last) { IsWhole = Reserved > 0 };
    }
}

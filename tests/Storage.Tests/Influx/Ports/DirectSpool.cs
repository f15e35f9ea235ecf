using System.Text;
using SqueezeFlow.Storage.Spool;
using SqueezeFlow.TestSupport.Influx;

namespace SqueezeFlow.Storage.Tests.Influx.Ports;

/// <summary>Hands every batch to the server at once.</summary>
internal sealed class DirectSpool(InfluxProcess server, string database) : ISpool
{
    /// <summary>Every append so far: policies and numbers of points, in order.</summary>
    public List<(string Policy, int Points)[]> Appends { get; } = [];

    /// <summary>Told of every batch that the server has taken.</summary>
    public Action<SpoolBatch>? Taken { get; set; }

    /// <summary>Why the server cannot be reached; null when it can.</summary>
    public string? Fault { get; set; }

    /// <summary>Batches of an append that arrive: the process is killed before the next.</summary>
    public int Arriving { get; set; } = int.MaxValue;

    public SpoolStatus Status => throw new NotSupportedException("nobody asks in these tests");

    /// <summary>Marks up to which somebody has waited, in order.</summary>
    public List<long> Waits { get; } = [];

    public long Written => Appends.Count;

    public long Stored => Appends.Count;

    public async ValueTask AppendAsync(IReadOnlyList<SpoolBatch> batches, CancellationToken cancellationToken)
    {
        Appends.Add([.. batches.Select(batch => (batch.Policy, batch.Points))]);
        foreach (var batch in batches.Take(Arriving))
        {
            await server.WriteAsync(database, batch.Policy, Encoding.UTF8.GetString(batch.Lines.Span), cancellationToken);
            Taken?.Invoke(batch);
        }
    }

    public Task DrainedAsync(long mark, TimeSpan timeout, CancellationToken cancellationToken)
    {
        Waits.Add(mark);
        return Fault is { } fault ? Task.FromException(new IOException(fault)) : Task.CompletedTask;
    }
}

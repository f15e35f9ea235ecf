using SqueezeFlow.Core.Orders;

namespace SqueezeFlow.Simulation.Tests.Paper;

/// <summary>A ledger in memory that can be told to fail.</summary>
internal sealed class MemoryLedger : IPaperLedger
{
    private decimal? _cash;
    private readonly List<Position> _positions = [];

    public bool IsBroken { get; set; }

    public int Saves { get; private set; }

    public Task<PaperBooks?> LoadAsync(CancellationToken cancellationToken) =>
        IsBroken
            ? throw new IOException("disk gone")
            : Task.FromResult(_cash is { } cash ? new PaperBooks(cash, [.. _positions]) : null);

    public Task SaveAsync(decimal cashUsd, Position? position, CancellationToken cancellationToken)
    {
        if (IsBroken)
        {
            throw new IOException("disk gone");
        }

        Saves++;
        _cash = cashUsd;
        if (position is not null)
        {
            _positions.RemoveAll(other => other.Tag == position.Tag);
            _positions.Add(position);
        }

        return Task.CompletedTask;
    }
}

using SqueezeFlow.Core.Orders;

namespace SqueezeFlow.Simulation.Tests.Paper;

/// <summary>The books that several processes share, as one of them has them.</summary>
internal sealed class SharedLedger(MemoryLedger books) : IPaperLedger
{
    private int _seen;

    public Task<PaperBooks?> LoadAsync(CancellationToken cancellationToken)
    {
        _seen = books.Saves;
        return books.LoadAsync(cancellationToken);
    }

    public Task<bool> IsChangedAsync(CancellationToken cancellationToken) => Task.FromResult(_seen != books.Saves);

    public async Task SaveAsync(decimal cashUsd, Position? position, CancellationToken cancellationToken)
    {
        if (_seen != books.Saves)
        {
            throw new IOException("changed by another");
        }

        await books.SaveAsync(cashUsd, position, cancellationToken);
        _seen = books.Saves;
    }
}

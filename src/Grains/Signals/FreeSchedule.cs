namespace SqueezeFlow.Grains.Signals;

/// <summary>Live markets: each symbol grain evaluates its own bars as they close; there is nothing to order.</summary>
internal sealed class FreeSchedule : IEvaluationSchedule
{
    public string? Obstacle => null;

    public void Expect(string symbol)
    {
    }

    public void Leave(string symbol)
    {
    }

    public void OnReady(string symbol, long closeUnixMs)
    {
    }

    public Task CompleteAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}

using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using SqueezeFlow.Grains.Routing;
using SqueezeFlow.Grains.Signals;

namespace SqueezeFlow.Certainty.Tests.Service;

/// <summary>A silo that reads feeds: its router, and what that keeps.</summary>
internal sealed class ModelReader : IDisposable
{
    private readonly ModelWorld _world;
    private readonly CancellationTokenSource _end = new();
    private bool _isFlushing;

    public ModelReader(ModelWorld world, IGrainFactory grains)
    {
        _world = world;
        var options = Options.Create(new RouterOptions());
        Router = new(
            grains,
            Double.Of<IEvaluationSchedule>(static (_, _) => null),
            options,
            Options.Create(new EvaluationOptions()),
            world.Clock,
            NullLogger<TradeRouter>.Instance,
            world.IsShared ? new KeptTrades(options, world.Clock, NullLogger<KeptTrades>.Instance) : null);
    }

    public TradeRouter Router { get; }

    public bool IsDead => _end.IsCancellationRequested;

    /// <summary>Trades wait: they leave with the next beat of the router.</summary>
    public void Wake()
    {
        if (!_isFlushing)
        {
            _isFlushing = true;
            _world.Agenda.At(_world.Agenda.NowMs + 100, () =>
            {
                _isFlushing = false;
                Flush();
            });
        }
    }

    public void Flush() => Each(lane => lane.Flush(_end.Token));

    /// <summary>Asks how far everything is stored.</summary>
    public void Ask() => Each(lane => lane.Ask(_end.Token));

    public void Kill() => _end.Cancel();

    public void Dispose()
    {
        Router.Dispose();
        _end.Dispose();
    }

    private void Each(Action<SymbolLane> act)
    {
        foreach (var lane in IsDead ? [] : Router.Lanes)
        {
            act(lane);
        }
    }
}

using SqueezeFlow.Core.Signals;

namespace SqueezeFlow.Core.Backtest;

/// <summary>Sees every evaluation of a back-test, in order, on the thread that runs it.</summary>
public interface IBacktestObserver
{
    /// <summary>An evaluation was made.</summary>
    void Evaluated(in Evaluation evaluation);
}

using SqueezeFlow.Core.Backtest;
using SqueezeFlow.Core.Signals;
using SqueezeFlow.Core.Signals.Explaining;

namespace SqueezeFlow.Client.Offline.Reports;

/// <summary>
/// Keeps why evaluations of a run ended as they did: all of a short run; of a long one those that gave an order or came near one, and the last.
/// </summary>
/// <param name="options">How it is run.</param>
/// <param name="bars">Bars that it runs over.</param>
internal sealed class ExplanationKeeper(BacktestOptions options, int bars) : IBacktestObserver
{
    /// <summary>Longest run of which all are kept.</summary>
    public const int MostOfAll = 5_000;

    private const double Near = 1;

    private readonly bool _keepsAll = bars <= MostOfAll;
    private readonly List<Explanation> _kept = [];
    private Evaluation _last;
    private bool _isLastKept = true;
    private int _evaluated;

    /// <inheritdoc/>
    public void Evaluated(in Evaluation evaluation)
    {
        _evaluated++;
        _last = evaluation;
        _isLastKept = _keepsAll || evaluation.HasOrder || (evaluation.Decision == StrategyDecision.None && evaluation.Score >= options.Strategy.Parameters.Entry.MinScore - Near);
        if (_isLastKept)
        {
            Keep(evaluation);
        }
    }

    /// <summary>What was kept.</summary>
    public ReportExplanations ToReport()
    {
        if (!_isLastKept)
        {
            Keep(_last);
            _isLastKept = true;
        }

        return ReportExplanations.Of(_evaluated, _kept);
    }

    private void Keep(in Evaluation evaluation) => _kept.Add(EvaluationExplainer.Explain(options.Symbol, options.Strategy, evaluation));
}

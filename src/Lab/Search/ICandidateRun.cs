namespace SqueezeFlow.Lab.Search;

/// <summary>Tries candidates. Called from several threads at once; the same values give the same outcome.</summary>
public interface ICandidateRun
{
    /// <summary>Tries one.</summary>
    /// <param name="values">Its parameters, in the order of the space.</param>
    /// <param name="share">Share of the data, from the beginning, above 0 up to 1.</param>
    CandidateOutcome Run(IReadOnlyList<double> values, double share);
}

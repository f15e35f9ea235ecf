namespace SqueezeFlow.Client.Offline.Vectors;

/// <summary>What a run over vector files found.</summary>
/// <param name="Files">One entry per file and profile, in the order of the files.</param>
internal sealed record VectorReport(IReadOnlyList<VectorFileResult> Files)
{
    /// <summary>Vectors without a mismatch, each profile counted.</summary>
    public int Passed => Files.Sum(file => file.Passed);

    /// <summary>Vectors with a mismatch, each profile counted, and files that could not be judged.</summary>
    public int Failed => Files.Sum(file => file.Failed);

    /// <summary>Lines for standard error: the files that could not be judged.</summary>
    public IEnumerable<string> Errors => Files.Where(file => file.Error is not null).Select(file => file.Error!);
}

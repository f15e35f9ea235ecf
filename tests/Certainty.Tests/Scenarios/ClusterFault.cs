namespace SqueezeFlow.Certainty.Tests.Scenarios;

/// <summary>Something that happens to one of several silos.</summary>
internal abstract record ClusterFault(int At, int For) : Fault
{
    public override int End => At + For;
}

/// <summary>The silo on which the symbol is dies, and with it what was not stored; those that read live on.</summary>
internal sealed record SymbolKilled(int At, int For) : ClusterFault(At, For)
{
    public override string ToString() => $"the symbol's silo is killed at {At} s, the symbol is back on another {For} s later";
}

/// <summary>The symbol leaves its silo in order.</summary>
internal sealed record SymbolMoved(int At, int For) : ClusterFault(At, For)
{
    public override string ToString() => $"the symbol leaves its silo at {At} s and is on another {For} s later";
}

/// <summary>A silo that reads dies, and what it had read with it.</summary>
internal sealed record ReaderKilled(int At, int For, int Copy) : ClusterFault(At, For)
{
    public override string ToString() => $"the silo that reads the {(Copy == 0 ? "first" : "second")} connections is killed at {At} s, they are back {For} s later";
}

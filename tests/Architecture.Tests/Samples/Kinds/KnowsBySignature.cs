using SqueezeFlow.Architecture.Tests.Samples.Goals;

namespace SqueezeFlow.Architecture.Tests.Samples.Kinds;

public sealed class KnowsByBase : Goal;

public sealed class KnowsByInterface : IGoal;

public sealed class KnowsByProperty
{
    public Goal? Known { get; set; }
}

public abstract class KnowsByParameter
{
    public abstract void Take(Goal[] goals);
}

public abstract class KnowsByTypeArgument
{
    public abstract IReadOnlyDictionary<string, List<Goal>> Goals { get; }
}

public abstract class KnowsByConstraint
{
    public abstract void Take<T>(T goal)
        where T : IGoal;
}

[Goal]
public abstract class KnowsByMark;

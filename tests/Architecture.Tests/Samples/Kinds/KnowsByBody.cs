using SqueezeFlow.Architecture.Tests.Samples.Goals;

namespace SqueezeFlow.Architecture.Tests.Samples.Kinds;

public static class KnowsByCall
{
    public static int Call() => Goal.Count;
}

public static class KnowsByLambda
{
    public static Func<int> Later() => () => Goal.Count;
}

public static class KnowsAfterSwitch
{
    public static int Choose(int number) => number switch
    {
        0 => 1_000_000,
        1 => 3,
        2 => -1,
        3 => 70_000,
        4 => (int)1.5e9,
        _ => Goal.Count,
    };
}

public static class KnowsByCatch
{
    public static void Try(Action action)
    {
        try
        {
            action();
        }
        catch (GoalException)
        {
            throw new InvalidOperationException("the goal was missed");
        }
    }
}

public static class KnowsByGenericCall
{
    public static bool Is(IEnumerable<object> all) => all.OfType<Goal>().Any();
}

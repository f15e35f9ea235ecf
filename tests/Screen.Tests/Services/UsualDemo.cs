namespace SqueezeFlow.Screen.Tests.Services;

/// <summary>A demo as a newcomer starts it.</summary>
public sealed class UsualDemo : DemoService
{
    protected override IReadOnlyList<string> Arguments => [];
}

"""审核: findings, explanations, figures in texts."""
